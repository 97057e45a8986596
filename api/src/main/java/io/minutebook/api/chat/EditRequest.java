package io.minutebook.api.chat;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;

/** What a message is to say instead. */
record EditRequest(@NotNull String content) {

    @AssertTrue(message = ChatRequest.CONTENT_FAULT)
    public boolean isContent() {
        return content == null || ChatRequest.isContent(content);
    }
}
