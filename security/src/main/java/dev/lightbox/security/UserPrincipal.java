package dev.lightbox.security;

/** A principal of the security context that stands for a {@link User}: whoever has one is the {@link CurrentUser}. */
public interface UserPrincipal {

    User user();
}
