package dev.mainstem.expression;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What an expression can reach: no file, no class by its name, no method by reflection. */
@AnalyzeClasses(
    packages = "dev.mainstem.expression",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ReachTest {

  private static final DescribedPredicate<JavaClass> PLAIN_VALUES =
      DescribedPredicate.describe(
          "values, collections and what javac generates",
          type ->
              type.isPrimitive()
                  || type.isArray()
                  || type.getFullName().equals("java.io.Serializable")
                  || type.getFullName().equals("org.joda.time.Instant")
                  || type.getFullName().matches("dev\\.mainstem\\.record\\.(IsoTime|BadValue)")
                  || type.getPackageName()
                      .matches(
                          "dev\\.mainstem\\.(expression|spec)"
                              + "|java\\.(math|time(\\..*)?|util(\\.(function|stream))?)"
                              + "|org\\.jspecify\\.annotations")
                  || (type.getPackageName().equals("java.lang") && !isDangerous(type))
                  || type.getFullName().equals("java.lang.runtime.ObjectMethods")
                  || type.getFullName().startsWith("java.lang.invoke."));

  @ArchTest
  static final ArchRule the_language_reaches_values_only =
      classes().should().onlyDependOnClassesThat(PLAIN_VALUES);

  @ArchTest
  static final ArchRule the_language_finds_no_class_by_its_name =
      noClasses().should().callMethod(Class.class, "forName", String.class);

  private static boolean isDangerous(JavaClass type) {
    return type.getFullName()
        .matches(
            "java\\.lang\\.(System|Runtime|Process.*|Thread.*|ClassLoader|Module.*|StackWalker)");
  }
}
