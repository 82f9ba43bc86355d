package dev.lightbox.viewer.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.vaadin.flow.component.UI;
import dev.lightbox.security.StudyAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows of the design: {@code viewer-app → {render-engine, security, frontend}}, and what else must stay where it is. */
class ArchitectureTest {

    private static final String ENGINE = "dev.lightbox.engine..";
    private static final String SECURITY = "dev.lightbox.security..";
    private static final String VIEWER = "dev.lightbox.viewer..";
    private static final Pattern COMMENTS = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.lightbox");
        assertThat(classes.stream().map(JavaClass::getPackageName))
                .contains("dev.lightbox.engine.dicom", "dev.lightbox.security.oidc", "dev.lightbox.viewer.config");
    }

    @Test
    void theEngineIsPlainJava() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        SECURITY, VIEWER, "org.springframework..", "com.vaadin..", "jakarta..", "java.net.http..")
                .check(classes);
    }

    @Test
    void securityKnowsNeitherPicturesNorViews() {
        noClasses()
                .that()
                .resideInAPackage(SECURITY)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINE, VIEWER, "com.vaadin..")
                .check(classes);
    }

    @Test
    void securitysCoreKnowsNoProtocol() {
        noClasses()
                .that()
                .resideInAPackage("dev.lightbox.security")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.lightbox.security.oidc..", "org.springframework.security..")
                .check(classes);
    }

    @Test
    void studyAccessIsAskedInOnePlaceOnly() {
        noClasses()
                .that()
                .resideInAPackage(VIEWER)
                .and()
                .resideOutsideOfPackage("dev.lightbox.viewer.access..")
                .should()
                .callMethodWhere(JavaCall.Predicates.target(
                        HasOwner.Predicates.With.owner(JavaClass.Predicates.assignableTo(StudyAccess.class))))
                .because("StudyRights asks it on what the archive has just said")
                .check(classes);
    }

    @Test
    void onlyOnePackageKnowsTheIdentityProvidersTokens() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lightbox.security.oidc..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.security.oauth2..", "com.nimbusds..")
                .check(classes);
    }

    @Test
    void onlySignInAndAccountsNameKeycloak() throws IOException {
        List<String> offenders = new ArrayList<>();
        for (Path sources : List.of(
                Path.of("src/main/java"),
                Path.of("../security/src/main/java"),
                Path.of("../render-engine/src/main/java"))) {
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String code = COMMENTS.matcher(Files.readString(file)).replaceAll("");
                    if (!file.toString().contains("/security/oidc/")
                            && !file.toString().contains("/security/accounts/")
                            && code.toLowerCase(Locale.ROOT).contains("keycloak")) {
                        offenders.add(file.toString());
                    }
                }
            }
        }

        assertThat(offenders).isEmpty();
    }

    @Test
    void pollingWouldKeepSessionsAlive() {
        // The worklist polls while a search runs, which ends by its time-outs.
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.lightbox.viewer.worklist.ui.WorklistView")
                .should()
                .callMethod(UI.class, "setPollInterval", int.class)
                .because("UserActivity takes a poll for a click; push instead")
                .check(classes);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("dev.lightbox.engine.(*)..").should().beFreeOfCycles().check(classes);
        slices().matching("dev.lightbox.security.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
        slices().matching("dev.lightbox.viewer.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .that()
                .resideInAPackage("dev.lightbox..")
                .should(beInANullMarkedPackage())
                .check(classes);
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package marked @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " is in a package without @NullMarked"));
                }
            }
        };
    }
}
