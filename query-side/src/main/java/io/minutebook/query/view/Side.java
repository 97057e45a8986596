package io.minutebook.query.view;

import io.minutebook.kernel.store.CollectionSpec;

/** One of the two places that a view has: the one that is read, and the one to be built anew in. */
enum Side {
    A(""),
    B("_b");

    private final String suffix;

    Side(String suffix) {
        this.suffix = suffix;
    }

    Side other() {
        return this == A ? B : A;
    }

    /** The name here of one of the view's collections. */
    String of(String collection) {
        return collection + suffix;
    }

    CollectionSpec of(CollectionSpec collection) {
        return new CollectionSpec(of(collection.name()), collection.indexes());
    }
}
