package io.minutebook.api.openapi;

import io.minutebook.api.error.ErrorEnvelope;
import io.minutebook.api.idempotency.Once;
import io.minutebook.api.participant.WaitingAnswer;
import io.minutebook.kernel.Caller;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.WebFilter;
import reactor.core.scheduler.Schedulers;

/** Has the API described as it is: by its routes, and by records as they stand on the wire. */
@Configuration(proxyBeanMethods = false)
public class OpenApiConfiguration {

    private static final String BEARER = "bearer";
    private static final String DESCRIPTION =
            """
            A meeting backend whose record can be replayed and proved. Answers have `status`, \
            `message`, `data` and `timestamp`; refusals have a `code`, see `docs/errors.md`. \
            What happens in a meeting comes live over a WebSocket at `/ws/meetings/{id}`, see \
            `docs/live.md`.""";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, Once.class);
    }

    @Bean
    RecordSchemas recordSchemas() {
        return new RecordSchemas();
    }

    @Bean
    OperationCustomizer routeDescriptions() {
        return new RouteDescriptions();
    }

    /** Describing all routes takes a good part of a second, once, and the page reads files. */
    @Bean
    WebFilter describingElsewhere(@Value("${springdoc.api-docs.path}") String path) {
        return (exchange, chain) ->
                isOfPage(exchange.getRequest().getPath().value(), path)
                        ? chain.filter(exchange).subscribeOn(Schedulers.boundedElastic())
                        : chain.filter(exchange);
    }

    private static boolean isOfPage(String path, String description) {
        return path.startsWith(description) || path.startsWith("/swagger-ui/");
    }

    @Bean
    OpenApiCustomizer sharedAnswers() {
        return api -> {
            Schema<?> refusal = reference(api, ErrorEnvelope.class);
            Schema<?> waiting =
                    new Schema<>()
                            .addAllOfItem(refusal)
                            .addAllOfItem(
                                    new Schema<>()
                                            .addProperty(
                                                    "data", reference(api, WaitingAnswer.class)));
            api.getComponents()
                    .addResponses(
                            RouteDescriptions.REFUSAL,
                            answer("Refused; the code says why", refusal))
                    .addResponses(
                            RouteDescriptions.WAITING,
                            answer("A host has to let the caller in", waiting));
        };
    }

    private static Schema<?> reference(OpenAPI api, Class<?> type) {
        ResolvedSchema resolved =
                ModelConverters.getInstance(true)
                        .resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
        resolved.referencedSchemas.forEach(api.getComponents()::addSchemas);
        return resolved.schema;
    }

    private static ApiResponse answer(String description, Schema<?> schema) {
        return new ApiResponse()
                .description(description)
                .content(
                        new Content()
                                .addMediaType("application/json", new MediaType().schema(schema)));
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Minutebook")
                                .description(DESCRIPTION)
                                .version("v1")
                                .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        BEARER,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }
}
