/**
 * What every request meets first: who may ask for which path, headers, session limits, and the pages for when something goes wrong. The written
 * list of all endpoints with their rules is {@code EndpointListTest}.
 */
@NullMarked
package dev.lightbox.viewer.config;

import org.jspecify.annotations.NullMarked;
