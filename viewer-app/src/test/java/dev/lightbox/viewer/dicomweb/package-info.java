@org.jspecify.annotations.NullMarked
package dev.lightbox.viewer.dicomweb;
