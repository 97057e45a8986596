package io.minutebook.infra.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;

/** Who may know whom, and what is left undone; {@code docs/architecture.md} gives the reasons. */
class ArchitectureTest {

    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.minutebook");

    @Test
    void theWholeProductIsLookedAt() {
        assertThat(PRODUCT.stream().map(type -> module(type)).distinct())
                .contains("kernel", "command", "query", "api", "infra");
    }

    private static String module(JavaClass type) {
        return type.getPackageName().split("\\.")[2];
    }

    @Test
    void theKernelKnowsNeitherSpringNorStorageNorHttp() {
        classes()
                .that()
                .resideInAPackage("io.minutebook.kernel..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.minutebook.kernel..",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.nio.charset..",
                        "org.jspecify.annotations..",
                        "org.axonframework.modelling.command..", // which id a command is for
                        "com.fasterxml.jackson.annotation..",
                        "tools.jackson..",
                        "com.github.f4b6a3.ulid..")
                .check(PRODUCT);
    }

    @Test
    void commandSideQuerySideAndEdgeDoNotKnowEachOther() {
        for (String module : List.of("command", "query", "api")) {
            noClasses()
                    .that()
                    .resideInAPackage("io.minutebook." + module + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            List.of("command", "query", "api", "infra").stream()
                                    .filter(other -> !other.equals(module))
                                    .map(other -> "io.minutebook." + other + "..")
                                    .toArray(String[]::new))
                    .check(PRODUCT);
        }
    }

    @Test
    void rulesAndViewsKnowNeitherSpringNorHttpNorStorage() {
        noClasses()
                .that()
                .resideInAnyPackage("io.minutebook.command..", "io.minutebook.query..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "reactor..",
                        "io.netty..",
                        "java.net..",
                        "java.sql..",
                        "java.nio.file..")
                .check(PRODUCT);
    }

    @Test
    void theEventLogKnowsNothingOfMeetings() {
        DescribedPredicate<JavaClass> log =
                resideInAnyPackage(
                        "io.minutebook.infra.eventlog..",
                        "io.minutebook.infra.mongo..", // a connection to a server, no more
                        "io.minutebook.infra.sqlite.."); // a transaction, no more
        noClasses()
                .that(log)
                .should()
                .dependOnClassesThat(resideInAPackage("io.minutebook..").and(not(log)))
                .check(PRODUCT);
    }

    @Test
    void nothingAtTheEdgeWaits() {
        noClasses()
                .that()
                .resideInAPackage("io.minutebook.api..")
                .should()
                .callMethodWhere(describe("it waits", ArchitectureTest::waits))
                .check(PRODUCT);
    }

    private static boolean waits(JavaMethodCall call) {
        JavaClass owner = call.getTargetOwner();
        String name = call.getName();
        return owner.isAssignableTo(Publisher.class) && name.startsWith("block")
                || owner.isAssignableTo(Publisher.class)
                        && Set.of("toIterable", "toStream").contains(name)
                || owner.isAssignableTo(Future.class)
                        && Set.of("join", "get", "resultNow").contains(name)
                || owner.isAssignableTo(CountDownLatch.class) && name.equals("await")
                || owner.isAssignableTo(Thread.class) && Set.of("join", "sleep").contains(name)
                || owner.isAssignableTo(CommandGateway.class) && name.equals("sendAndWait");
    }

    @Test
    void rulesReadNoClock() {
        noClasses()
                .that()
                .resideInAPackage("io.minutebook.command..")
                .should()
                .callMethodWhere(
                        describe(
                                "it reads a clock or makes something up",
                                call ->
                                        call.getTargetOwner().isAssignableTo(Instant.class)
                                                        && call.getName().equals("now")
                                                || call.getTargetOwner().isAssignableTo(Clock.class)
                                                || call.getTargetOwner()
                                                                .isEquivalentTo(System.class)
                                                        && call.getName().endsWith("Time")
                                                || call.getName().equals("next")
                                                        && call.getTargetOwner()
                                                                .getPackageName()
                                                                .startsWith(
                                                                        "io.minutebook.kernel")))
                .check(PRODUCT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernel", "command", "query", "api", "infra"})
    void featuresAreFreeOfCycles(String module) {
        slices().matching("io.minutebook." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(PRODUCT);
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        classes()
                .that(describe("are compiled from a file", type -> !type.isAnonymousClass()))
                .should(beInANullMarkedPackage())
                .check(PRODUCT);
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package marked with @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked =
                        type.getPackage()
                                .tryGetPackageInfo()
                                .filter(info -> info.isAnnotatedWith(NullMarked.class))
                                .isPresent();
                events.add(
                        new SimpleConditionEvent(
                                type, marked, type.getPackageName() + " is not null-marked"));
            }
        };
    }

    @Test
    void nothingIsInjectedIntoFields() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(PRODUCT);
    }

    @Test
    void onlyTheCommandLineSpeaksToTheTerminal() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
                PRODUCT.that(
                        not(
                                describe(
                                        "speak to the terminal",
                                        type -> type.getSimpleName().equals("Announcement")))));
    }
}
