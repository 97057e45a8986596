package io.minutebook.kernel.json;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.ext.jdk8.Jdk8OptionalDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.type.ReferenceType;

/**
 * Reads an {@link Optional} as empty where the field is null, and as Java's null where it is
 * absent, so that a patch can tell what is to be cleared from what is to stay. Jackson's own makes
 * both empty.
 */
final class OptionalReader extends Jdk8OptionalDeserializer {

    private OptionalReader(
            ReferenceType type,
            @Nullable ValueInstantiator instantiator,
            @Nullable TypeDeserializer typeReader,
            @Nullable ValueDeserializer<?> valueReader) {
        super(type, instantiator, typeReader, valueReader);
    }

    @Override
    public OptionalReader withResolved(
            @Nullable TypeDeserializer typeReader, @Nullable ValueDeserializer<?> valueReader) {
        return new OptionalReader(
                (ReferenceType) _fullType, _valueInstantiator, typeReader, valueReader);
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
        return null;
    }

    /** Puts this reader in the place of Jackson's own. */
    static final class Finder extends SimpleDeserializers {
        @Override
        public @Nullable ValueDeserializer<?> findReferenceDeserializer(
                ReferenceType type,
                DeserializationConfig config,
                BeanDescription.Supplier description,
                @Nullable TypeDeserializer typeReader,
                @Nullable ValueDeserializer<?> valueReader) {
            return type.hasRawClass(Optional.class)
                    ? new OptionalReader(type, null, typeReader, valueReader)
                    : null;
        }
    }
}
