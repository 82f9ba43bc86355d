package dev.lightbox.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The engine stays plain Java: whoever breaks these rules has to change them here, in the open. */
class EngineArchitectureTest {
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.lightbox.engine");

    @Test
    void knowsNeitherSpringNorVaadinNorTheOtherModules() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "com.vaadin..",
                        "jakarta..",
                        "dev.lightbox.viewer..",
                        "dev.lightbox.security..")
                .check(ENGINE);
    }

    @Test
    void usesNoNetwork() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "javax.net..", "com.sun.net.httpserver..")
                .check(ENGINE);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("dev.lightbox.engine.(*)..").should().beFreeOfCycles().check(ENGINE);
    }

    @Test
    void readingDicomNeedsNothingElseOfTheEngine() {
        noClasses()
                .that()
                .resideInAPackage("dev.lightbox.engine.dicom..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.lightbox.engine.codec..",
                        "dev.lightbox.engine.lut..",
                        "dev.lightbox.engine.geometry..",
                        "dev.lightbox.engine.kernel..",
                        "dev.lightbox.engine.measure..",
                        "dev.lightbox.engine.tile..",
                        "dev.lightbox.engine.render..",
                        "dev.lightbox.engine.volume..",
                        "dev.lightbox.engine.phantom..",
                        "dev.lightbox.engine.cli..")
                .check(ENGINE);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = ENGINE.stream()
                .map(type -> type.getPackage())
                .distinct()
                .filter(type -> !type.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();
        assertThat(unmarked).isEmpty();
    }
}
