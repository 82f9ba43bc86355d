/** What the tests stand on: the demo that the launcher starts, and Orthanc. */
@NullMarked
package dev.lightbox.e2e.environment;

import org.jspecify.annotations.NullMarked;
