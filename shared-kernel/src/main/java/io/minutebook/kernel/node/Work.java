package io.minutebook.kernel.node;

/** Work that is begun and ended by turns; never both at once, and on threads that may block. */
public interface Work {

    /** Begins it. An exception gives it back; it is begun again later, here or on another node. */
    void begin();

    /**
     * Ends it: once this returns nothing of it goes on here. Also called where the beginning failed
     * or did not come to pass.
     */
    void end();
}
