package io.minutebook.infra.eventlog.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Queue;

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

    Connection connection() {
        return (Connection)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            Fault fault = method.getName().equals("commit") ? faults.poll() : null;
                            if (fault == Fault.BEFORE) {
                                throw new SQLException("injected, not written");
                            }
                            Object answer;
                            try {
                                answer = method.invoke(real, arguments);
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                            if (fault == Fault.AFTER) {
                                throw new SQLException("injected, written");
                            }
                            return answer;
                        });
    }
}
