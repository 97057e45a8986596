package io.minutebook.api.meeting;

import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCreated;
import io.minutebook.kernel.query.MeetingDetails;

/** A meeting as it was when it was created, whatever became of it. */
final class CreatedMeeting {

    private CreatedMeeting() {}

    static MeetingDetails of(MeetingCreated created) {
        return new MeetingDetails(
                created.meetingId(),
                MeetingStatus.SCHEDULED,
                created.title(),
                created.description(),
                created.scheduledStart(),
                created.scheduledEnd(),
                created.externalId(),
                created.hostUserIds(),
                created.invitedUserIds(),
                created.maxDurationMinutes(),
                created.by(),
                created.at(),
                null,
                null);
    }
}
