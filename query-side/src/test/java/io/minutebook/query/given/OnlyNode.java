package io.minutebook.query.given;

import io.minutebook.kernel.node.Lease;
import io.minutebook.kernel.node.Leases;
import io.minutebook.kernel.node.Work;

/** All work is this node's, at once. */
public final class OnlyNode implements Leases {

    @Override
    public Lease compete(String name, Work work) {
        work.begin();
        return new Lease() {

            private boolean held = true;

            @Override
            public boolean isHeld() {
                return held;
            }

            @Override
            public void close() {
                held = false;
                work.end();
            }
        };
    }
}
