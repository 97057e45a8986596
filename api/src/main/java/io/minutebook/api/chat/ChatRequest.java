package io.minutebook.api.chat;

import io.minutebook.api.Chars;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ChatCommand.MessageBody;
import io.minutebook.kernel.command.ChatCommand.SendMessage;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something to be said. Without a {@code message_type} it is text. */
public record ChatRequest(
        @Nullable String content,
        @Nullable MessageType messageType,
        @Nullable UserId recipientId,
        @Nullable @Chars(max = 2_000) String fileUrl,
        @Nullable @Chars(min = 1, max = 255) String fileName,
        @Nullable @Chars(min = 1, max = 127) String fileType,
        @Nullable @PositiveOrZero @Max(1L << 53) Long fileSize) {

    private static final int CONTENT_MAX = 4_000;

    private boolean isOfFile() {
        return messageType == MessageType.FILE;
    }

    static final String CONTENT_FAULT = "must have 1 to 4,000 characters";

    /** Whether {@code text} may be said. */
    public static boolean isContent(String text) {
        return !text.isEmpty() && text.codePointCount(0, text.length()) <= CONTENT_MAX;
    }

    @AssertTrue(message = CONTENT_FAULT)
    public boolean isContent() {
        return content == null || content.isEmpty() ? isOfFile() : isContent(content);
    }

    @AssertTrue(message = "must be an http or https address")
    public boolean isFileUrl() {
        return isOfFile()
                ? fileUrl != null && isWebAddress(fileUrl)
                : fileUrl == null || isWebAddress(fileUrl);
    }

    @AssertTrue(message = "is needed for a file")
    public boolean isFileName() {
        return !isOfFile() || fileName != null;
    }

    @AssertTrue(message = "is needed for a file")
    public boolean isFileType() {
        return !isOfFile() || fileType != null;
    }

    @AssertTrue(message = "is needed for a file")
    public boolean isFileSize() {
        return !isOfFile() || fileSize != null;
    }

    private static boolean isWebAddress(String text) {
        try {
            URI address = URI.create(text);
            return hasHost(address)
                    && Set.of("http", "https")
                            .contains(
                                    Objects.requireNonNullElse(address.getScheme(), "")
                                            .toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Java's own idea of a host knows no underscores, which names of storage buckets have. */
    private static boolean hasHost(URI address) {
        String authority = address.getRawAuthority();
        return authority != null && !authority.startsWith(":");
    }

    public SendMessage command(MeetingId meeting, Caller caller, Instant at) {
        MessageBody body =
                isOfFile()
                        ? new MessageBody(
                                MessageType.FILE, content, fileUrl, fileName, fileType, fileSize)
                        : new MessageBody(MessageType.TEXT, content, null, null, null, null);
        return new SendMessage(meeting, caller, at, MessageId.next(), recipientId, body);
    }
}
