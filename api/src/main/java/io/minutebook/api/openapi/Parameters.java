package io.minutebook.api.openapi;

import io.swagger.v3.oas.models.media.DateTimeSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;

/** Parameters, which mean the same wherever they stand. */
final class Parameters {

    private Parameters() {}

    static Parameter idempotencyKey() {
        return new Parameter()
                .in("header")
                .name("Idempotency-Key")
                .description(
                        "Has this request take effect once, however often it is sent within 24 h")
                .schema(new StringSchema().maxLength(255));
    }

    static void describe(Parameter parameter) {
        switch (parameter.getName()) {
            case "id" -> parameter.description("Meeting id").example("01J00000000000000000000002");
            case "participantId" -> parameter.description("Id of a person in this meeting");
            case "roomId" -> parameter.description("Id of an open breakout room");
            case "messageId" -> parameter.description("Id of a chat message");
            case "userId" -> parameter.description("Id of a person");
            case "limit" ->
                    parameter
                            .description("How many at most")
                            .schema(new IntegerSchema().minimum(BigDecimal.ONE));
            case "offset" ->
                    parameter
                            .description("How many to pass over, counted from the newest")
                            .schema(new IntegerSchema().minimum(BigDecimal.ZERO));
            case "after" -> parameter.description("Only what comes after this one, exclusive");
            case "before" -> parameter.description("Only what comes before this one, exclusive");
            case "cursor" -> parameter.description("`page.next_cursor` of the page before");
            case "from" ->
                    parameter
                            .description("Earliest scheduled start, inclusive")
                            .schema(new DateTimeSchema());
            case "to" ->
                    parameter
                            .description("Latest scheduled start, exclusive")
                            .schema(new DateTimeSchema());
            case "types" -> parameter.description("Registered event names, separated by commas");
            default -> {
                // says it all by its name
            }
        }
    }
}
