package io.minutebook.api.openapi;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JavaType;
import io.minutebook.kernel.json.Json;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * Records as they stand on the wire: names in snake_case, ids as strings, unwrapped parts among the
 * others. What is never null is required; what may be null may be absent too.
 */
final class RecordSchemas implements ModelConverter {

    private static final String PACKAGE = "io.minutebook.";

    private final Map<String, ResolvableType> named = new ConcurrentHashMap<>();

    @Override
    public boolean isOpenapi31() {
        return true;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        ResolvableType wanted = resolvable(type.getType());
        if (isOurs(wanted.toClass())) {
            return schema(wanted, null, context);
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }

    /** Types come as Java's own, or as those of the library that looked at them before. */
    private static ResolvableType resolvable(Type type) {
        return type instanceof JavaType java
                ? ResolvableType.forClassWithGenerics(
                        java.getRawClass(),
                        java.getBindings().getTypeParameters().stream()
                                .map(RecordSchemas::resolvable)
                                .toArray(ResolvableType[]::new))
                : ResolvableType.forType(type);
    }

    private static boolean isOurs(Class<?> type) {
        return type.isRecord() && type.getName().startsWith(PACKAGE);
    }

    /**
     * @param declared how the type was written, with its constraints; null where nobody wrote it
     */
    private Schema<?> schema(
            ResolvableType type,
            java.lang.reflect.@Nullable AnnotatedType declared,
            ModelConverterContext context) {
        Class<?> raw = type.toClass();
        Schema<?> schema;
        if (Optional.class.isAssignableFrom(raw)) {
            schema = schema(type.getGeneric(0), argument(declared, 0), context);
        } else if (Collection.class.isAssignableFrom(raw)) {
            schema =
                    typed("array")
                            .items(schema(type.getGeneric(0), argument(declared, 0), context));
        } else if (Map.class.isAssignableFrom(raw) || raw == Object.class) {
            schema = typed("object");
        } else if (raw.isEnum()) {
            schema = enumeration(raw);
        } else if (isOurs(raw) && !isText(raw)) {
            schema = reference(type, context);
        } else {
            schema = simple(raw);
        }
        if (declared != null) {
            Constraints.of(declared).applyTo(schema);
        }
        return schema;
    }

    private static java.lang.reflect.@Nullable AnnotatedType argument(
            java.lang.reflect.@Nullable AnnotatedType declared, int index) {
        return declared instanceof AnnotatedParameterizedType parameterized
                ? parameterized.getAnnotatedActualTypeArguments()[index]
                : null;
    }

    private static Schema<?> simple(Class<?> type) {
        if (type == String.class || isOurs(type)) {
            return typed("string");
        }
        if (type == Instant.class) {
            return typed("string").format("date-time");
        }
        if (type == boolean.class || type == Boolean.class) {
            return typed("boolean");
        }
        if (type == int.class || type == Integer.class) {
            return typed("integer").format("int32");
        }
        if (type == long.class || type == Long.class) {
            return typed("integer").format("int64");
        }
        if (type == Void.class) {
            return typed("null");
        }
        throw new IllegalStateException("no schema for " + type);
    }

    private static Schema<?> typed(String type) {
        Schema<?> schema = new Schema<>().type(type);
        schema.addType(type);
        return schema;
    }

    private static Schema<?> enumeration(Class<?> type) {
        Schema<Object> schema = new Schema<>().type("string");
        schema.addType("string");
        Arrays.stream(type.getEnumConstants())
                .map(constant -> Json.MAPPER.valueToTree(constant).asString())
                .forEach(schema::addEnumItemObject);
        return schema;
    }

    /** Whether it is one text, with no fields of its own on the wire. */
    private static boolean isText(Class<?> record) {
        return components(record)
                .anyMatch(
                        component -> component.getAccessor().isAnnotationPresent(JsonValue.class));
    }

    private static Stream<RecordComponent> components(Class<?> record) {
        return Arrays.stream(record.getRecordComponents());
    }

    private Schema<?> reference(ResolvableType type, ModelConverterContext context) {
        String name = name(type);
        ResolvableType other = named.putIfAbsent(name, type);
        if (other != null && !other.toString().equals(type.toString())) {
            throw new IllegalStateException(type + " and " + other + " have one name");
        }
        if (!context.getDefinedModels().containsKey(name)) {
            context.defineModel(name, new Schema<>()); // a place for those that refer to it
            context.defineModel(name, object(type, context));
        }
        return new Schema<>().$ref(Components.COMPONENTS_SCHEMAS_REF + name);
    }

    /** The class, after what it is made of: {@code OpenRoomListEnvelope}. */
    private static String name(ResolvableType type) {
        String own =
                Optional.ofNullable(
                                type.toClass()
                                        .getAnnotation(
                                                io.swagger.v3.oas.annotations.media.Schema.class))
                        .map(io.swagger.v3.oas.annotations.media.Schema::name)
                        .filter(given -> !given.isEmpty())
                        .orElse(type.toClass().getSimpleName());
        return Arrays.stream(type.getGenerics())
                        .map(RecordSchemas::name)
                        .collect(Collectors.joining())
                + own;
    }

    private Schema<?> object(ResolvableType type, ModelConverterContext context) {
        Schema<?> object = typed("object");
        Map<String, Schema<?>> properties = new LinkedHashMap<>();
        addProperties(type, object, properties, context);
        properties.forEach(object::addProperty);
        return object;
    }

    private void addProperties(
            ResolvableType type,
            Schema<?> object,
            Map<String, Schema<?>> properties,
            ModelConverterContext context) {
        for (RecordComponent component : type.toClass().getRecordComponents()) {
            ResolvableType part = ResolvableType.forType(component.getGenericType(), type);
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                addProperties(part, object, properties, context);
                continue;
            }
            String name = snakeCase(component.getName());
            Schema<?> schema = schema(part, component.getAnnotatedType(), context);
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (!nullable) {
                object.addRequiredItem(name);
            }
            properties.put(name, nullable ? orNull(schema) : schema);
        }
    }

    /** What is of any type is there unless its type has no values. */
    private static boolean isNullable(RecordComponent component, ResolvableType type) {
        return component.getGenericType() instanceof TypeVariable
                ? type.toClass() == Void.class
                : component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null) {
            return new Schema<>().oneOf(List.of(schema, typed("null")));
        }
        schema.addType("null");
        return schema;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }
}
