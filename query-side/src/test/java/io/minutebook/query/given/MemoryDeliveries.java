package io.minutebook.query.given;

import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.webhook.Deliveries;
import io.minutebook.kernel.webhook.Delivery;
import io.minutebook.kernel.webhook.DeliveryStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deliveries in memory; what was waited for is noted. */
public final class MemoryDeliveries implements Deliveries {

    private final List<Delivery> all = new ArrayList<>();
    private final List<Long> awaited = new ArrayList<>();

    public MemoryDeliveries with(Delivery delivery) {
        all.add(delivery);
        return this;
    }

    public List<Long> awaited() {
        return List.copyOf(awaited);
    }

    @Override
    public List<Delivery> find(
            WebhookId webhook,
            @Nullable DeliveryStatus status,
            @Nullable DeliveryId before,
            int limit) {
        return all.stream()
                .filter(found -> found.webhookId().equals(webhook))
                .filter(found -> status == null || found.status() == status)
                .filter(
                        found ->
                                before == null
                                        || found.deliveryId().value().compareTo(before.value()) < 0)
                .sorted(
                        Comparator.comparing((Delivery found) -> found.deliveryId().value())
                                .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Delivery> get(DeliveryId delivery) {
        return all.stream().filter(found -> found.deliveryId().equals(delivery)).findFirst();
    }

    @Override
    public void awaitPlanned(long position, Duration patience) {
        awaited.add(position);
    }
}
