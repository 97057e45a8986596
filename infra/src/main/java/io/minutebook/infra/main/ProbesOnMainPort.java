package io.minutebook.infra.main;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.util.Set;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Health on the port that load balancers reach, also where metrics have a port of their own: Boot
 * itself moves every actuator path to the management port.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
class ProbesOnMainPort {

    private static final Set<String> GROUPS = Set.of("liveness", "readiness");

    @Bean
    RouterFunction<ServerResponse> probes(HealthEndpoint health) {
        return route().GET(
                        "/actuator/health/{group}",
                        request -> GROUPS.contains(request.pathVariable("group")),
                        request -> answer(health, request.pathVariable("group")))
                .build();
    }

    private static Mono<ServerResponse> answer(HealthEndpoint health, String group) {
        return Mono.fromCallable(() -> health.healthForPath(group))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(found -> ServerResponse.status(status(found)).bodyValue(found));
    }

    private static int status(HealthDescriptor health) {
        return Status.UP.equals(health.getStatus()) ? 200 : 503;
    }
}
