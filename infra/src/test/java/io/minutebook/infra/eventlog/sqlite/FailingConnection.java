package io.minutebook.infra.eventlog.sqlite;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A connection whose next commits fail, before or after the file took them. */
final class FailingConnection {

    enum Fault {
        BEFORE,
        AFTER
    }

    private final Connection real;
    private final Queue<Fault> faults = new ArrayDeque<>();

    FailingConnection(Connection real) {
        this.real = real;
    }

    void next(Fault fault) {
        faults.add(fault);
    }

    boolean hasFaultsLeft() {
        return !faults.isEmpty();
    }

    Connection connection() {
        return proxy(
                Connection.class,
                (proxy, method, arguments) ->
                        method.getName().equals("createStatement")
                                ? statement((Statement) invoke(real, method, arguments))
                                : invoke(real, method, arguments));
    }

    private Statement statement(Statement real) {
        return proxy(
                Statement.class,
                (proxy, method, arguments) -> {
                    boolean isCommit = arguments != null && "COMMIT".equals(arguments[0]);
                    Fault fault = isCommit ? faults.poll() : null;
                    if (fault == Fault.BEFORE) {
                        throw new SQLException("injected, not written");
                    }
                    Object answer = invoke(real, method, arguments);
                    if (fault == Fault.AFTER) {
                        throw new SQLException("injected, written");
                    }
                    return answer;
                });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        ClassLoader loader = FailingConnection.class.getClassLoader();
        return type.cast(Proxy.newProxyInstance(loader, new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(
            Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
