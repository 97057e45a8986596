package io.minutebook.infra.permissions;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Something people ask of a meeting.
 *
 * @param group the heading it stands under
 * @param title what it is called in the documentation
 * @param method of HTTP
 * @param route after {@code /api/v1}, as documented
 * @param target what stands for the part in braces that is neither a meeting nor a webhook
 * @param body what is sent, null for nothing
 * @param withRooms whether breakout rooms are open before
 */
record Action(
        String group,
        String title,
        String method,
        String route,
        BiFunction<World, Actor, String> target,
        Function<World, Object> body,
        boolean withRooms,
        Rule rule) {

    boolean isRead() {
        return method.equals("GET");
    }

    /** Where {@code actor} sends it in {@code world}. */
    String path(World world, Actor actor) {
        String path = "/api/v1" + route.replace("{id}", world.meeting());
        if (path.contains("{webhook_id}")) {
            path = path.replace("{webhook_id}", world.webhook());
        }
        return path.contains("{")
                ? path.replaceFirst("\\{[a-z_]+}", target.apply(world, actor))
                : path;
    }

    @Override
    public String toString() {
        return group + ": " + title;
    }
}
