package dev.lightbox.engine.render.presentation;

/** A point in the units that its owner says. */
public record Point(double x, double y) {}
