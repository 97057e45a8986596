package io.minutebook.api.record;

import io.minutebook.api.Dispatch;
import io.minutebook.api.Envelope;
import io.minutebook.api.Paths;
import io.minutebook.api.limit.Limited;
import io.minutebook.api.limit.RateCategory;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.event.EventType;
import io.minutebook.kernel.query.HistoryEntry;
import io.minutebook.kernel.query.MeetingQuery.GetHistory;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A meeting's record, event by event. */
@RestController
public class HistoryController {

    private final Dispatch dispatch;
    private final Clock clock;

    public HistoryController(Dispatch dispatch, Clock clock) {
        this.dispatch = dispatch;
        this.clock = clock;
    }

    @Operation(operationId = "getHistory", summary = "Read the record, event by event")
    @GetMapping("/api/v1/meetings/{id}/history")
    @Limited(RateCategory.READ)
    Mono<Envelope<List<HistoryEntry>>> history(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String types)
            throws Rejection {
        return dispatch.ask(
                        new GetHistory(
                                Paths.meeting(id),
                                caller,
                                Paths.number("after", after, -1L, Long.MAX_VALUE, -1L),
                                Paths.number("limit", limit, 1, 1_000, 1_000),
                                types(types)))
                .map(page -> Envelope.of("History retrieved", page, entry -> entry, clock));
    }

    private static Set<String> types(@Nullable String text) throws Rejection {
        if (text == null || text.isEmpty()) {
            return Set.of();
        }
        Set<String> names = new java.util.HashSet<>(List.of(text.split(",", -1)));
        for (String name : names) {
            if (EventType.named(name).isEmpty()) {
                throw Paths.invalid("types", "has a name that is no event's");
            }
        }
        return names;
    }
}
