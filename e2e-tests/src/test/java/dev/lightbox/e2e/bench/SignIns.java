package dev.lightbox.e2e.bench;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Account;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.pages.SignInPage;
import java.util.List;
import java.util.Locale;

/** How long signing in takes, in browsers that have never been here. */
final class SignIns {

    private SignIns() {}

    static List<Figure> measure(Demo demo, Amounts amounts) {
        double[] forms = new double[amounts.opens()];
        double[] whole = new double[amounts.opens()];
        double first = signIn(demo).whole();
        for (int i = 0; i < whole.length; i++) {
            SignIn signIn = signIn(demo);
            forms[i] = signIn.form();
            whole[i] = signIn.whole();
        }
        return List.of(Figure.millis(
                "address → Keycloak's page → worklist",
                "",
                Samples.of(whole),
                Aim.medianAtMost(2000),
                String.format(
                        Locale.ROOT,
                        "without typing; to Keycloak's page %.0f ms; the first one of all %.0f ms",
                        Samples.of(forms).median(),
                        first)));
    }

    /**
     * @param form ms until Keycloak's page was there
     * @param whole ms until the worklist was, less the typing
     */
    private record SignIn(double form, double whole) {}

    private static SignIn signIn(Demo demo) {
        Account account = demo.account("radiologist");
        try (Browser browser = Browser.open()) {
            long begun = System.nanoTime();
            SignInPage page = SignInPage.open(browser, demo);
            double form = (System.nanoTime() - begun) / 1e6;
            page.fill(account.username(), account.password());
            long sent = System.nanoTime();
            page.send();
            return new SignIn(form, form + (System.nanoTime() - sent) / 1e6);
        }
    }
}
