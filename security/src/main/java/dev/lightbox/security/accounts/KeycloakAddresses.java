package dev.lightbox.security.accounts;

import java.util.Objects;

/**
 * Where the realm is administered.
 *
 * @param admin the administration interface, without a slash at the end
 * @param console the web page for people
 */
record KeycloakAddresses(String admin, String console) {

    /**
     * @param issuer {@code …/realms/NAME}
     */
    static KeycloakAddresses of(String issuer, AccountProperties properties) {
        int cut = issuer.lastIndexOf("/realms/");
        String base = cut < 0 ? issuer : issuer.substring(0, cut);
        String realm = cut < 0 ? "" : issuer.substring(cut + "/realms/".length());
        return new KeycloakAddresses(
                withoutSlash(Objects.requireNonNullElse(properties.adminUri(), base + "/admin/realms/" + realm)),
                Objects.requireNonNullElse(properties.consoleUri(), base + "/admin/" + realm + "/console/")
                        .toString());
    }

    private static String withoutSlash(Object uri) {
        String text = uri.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
