package io.minutebook.kernel.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A chat message as its readers see it; what only some messages have is left out of the others. */
public record ChatLine(
        MessageId messageId,
        UserId senderId,
        @Nullable String senderName,
        @Nullable String content,
        MessageType messageType,
        boolean isPrivate,
        Instant timestamp,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UserId recipientId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String fileUrl,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String fileName,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String fileType,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long fileSize,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean isEdited,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean erased) {}
