package io.minutebook.api.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Pongs, byte for byte. */
class ControlFrameTest {

    @Test
    void aPongIsFinalUnmaskedAndCarriesWhatThePingDid() {
        assertThat(ControlFrame.pong(new byte[] {1, 2}))
                .containsExactly((byte) 0x8a, (byte) 2, (byte) 1, (byte) 2);
        assertThat(ControlFrame.pong(new byte[0])).containsExactly((byte) 0x8a, (byte) 0);
    }

    @Test
    void noneIsLongerThanAPingCanBe() {
        assertThat(ControlFrame.pong(new byte[125])).hasSize(127);
        assertThatIllegalArgumentException().isThrownBy(() -> ControlFrame.pong(new byte[126]));
    }
}
