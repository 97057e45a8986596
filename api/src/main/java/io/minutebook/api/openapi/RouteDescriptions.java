package io.minutebook.api.openapi;

import io.minutebook.api.error.OrWaiting;
import io.minutebook.api.idempotency.Once;
import io.minutebook.api.limit.Limited;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/** What every route is described with: its feature as tag, its limit, and how it refuses. */
final class RouteDescriptions implements OperationCustomizer {

    /** Names of answers that many routes share. */
    static final String REFUSAL = "Refusal";

    static final String WAITING = "Waiting";

    @Override
    public Operation customize(Operation operation, HandlerMethod route) {
        operation.setTags(List.of(feature(route)));
        Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of())
                .forEach(Parameters::describe);
        if (Arrays.stream(route.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == Once.class)) {
            operation.addParametersItem(Parameters.idempotencyKey());
        }
        ApiResponses answers = operation.getResponses();
        Limited limited = route.getMethodAnnotation(Limited.class);
        if (limited != null) {
            String category = limited.value().name().toLowerCase(Locale.ROOT);
            operation.setDescription(
                    joined(operation.getDescription(), "Counts as `" + category + "`."));
            answers.values().forEach(RouteDescriptions::addLimitHeaders);
        }
        if (route.hasMethodAnnotation(OrWaiting.class)) {
            answers.addApiResponse("202", shared(WAITING));
        }
        answers.setDefault(shared(REFUSAL));
        return operation;
    }

    private static String feature(HandlerMethod route) {
        String name = route.getBeanType().getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static ApiResponse shared(String name) {
        return new ApiResponse().$ref("#/components/responses/" + name);
    }

    private static String joined(@Nullable String first, String second) {
        return first == null || first.isBlank() ? second : first + " " + second;
    }

    private static void addLimitHeaders(ApiResponse answer) {
        addHeader(answer, "X-RateLimit-Limit", "How many calls a window allows");
        addHeader(answer, "X-RateLimit-Remaining", "How many of them are left");
        addHeader(answer, "X-RateLimit-Reset", "When the window ends, in Unix seconds");
    }

    private static void addHeader(ApiResponse answer, String name, String description) {
        answer.addHeaderObject(
                name,
                new Header().description(description).schema(new IntegerSchema().format("int64")));
    }
}
