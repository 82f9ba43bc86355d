@org.jspecify.annotations.NullMarked
package dev.lightbox.security.accounts;
