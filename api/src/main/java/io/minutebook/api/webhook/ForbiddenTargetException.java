package io.minutebook.api.webhook;

import java.net.ConnectException;

/** Nothing may be sent to an address; nothing was. */
public final class ForbiddenTargetException extends ConnectException {

    ForbiddenTargetException(String fault) {
        super(fault);
    }
}
