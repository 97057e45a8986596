package io.minutebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveStatusTest {

    private static final LiveStatus NOW = new LiveStatus(true, false, true, false);
    private static final Flags NOTHING = new Flags(null, null, null, null);

    @ParameterizedTest
    @CsvSource({
        "false,,,, false, false, true, false",
        ", true,,, true, true, true, false",
        ",, false,, true, false, false, false",
        ",,, true, true, false, true, true",
        ",,,, true, false, true, false",
        "false, true, false, true, false, true, false, true",
    })
    void changesOnlyTheFlagsThatAreGiven(
            Boolean muted,
            Boolean video,
            Boolean screen,
            Boolean hand,
            boolean nowMuted,
            boolean nowVideo,
            boolean nowScreen,
            boolean nowHand) {
        assertThat(NOW.with(new Flags(muted, video, screen, hand)))
                .isEqualTo(new LiveStatus(nowMuted, nowVideo, nowScreen, nowHand));
    }

    @Test
    void namesOnlyWhatWouldChange() {
        assertThat(NOW.changedBy(new Flags(true, true, null, true)))
                .isEqualTo(new Flags(null, true, null, true));
        assertThat(NOW.changedBy(new Flags(true, false, true, false))).isEqualTo(NOTHING);
    }

    @Test
    void isMutedWithoutACameraWhileAbsent() {
        assertThat(LiveStatus.ABSENT).isEqualTo(new LiveStatus(true, false, false, false));
    }

    @ParameterizedTest
    @CsvSource({
        ",,,, true, false",
        ",,, true, false, true",
        ",,, false, false, true",
        "true,,, true, false, false",
        ", true,, true, false, false",
        ",, true, true, false, false",
        "true,,,, false, false",
    })
    void flagsTellWhetherTheyAreNoneOrTheHandAlone(
            Boolean muted,
            Boolean video,
            Boolean screen,
            Boolean hand,
            boolean empty,
            boolean handOnly) {
        Flags flags = new Flags(muted, video, screen, hand);

        assertThat(flags.isEmpty()).isEqualTo(empty);
        assertThat(flags.isHandOnly()).isEqualTo(handOnly);
    }
}
