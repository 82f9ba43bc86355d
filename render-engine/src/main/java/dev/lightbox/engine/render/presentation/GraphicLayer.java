package dev.lightbox.engine.render.presentation;

import dev.lightbox.engine.render.overlay.CieLab;
import java.util.Optional;

/**
 * A layer of graphics (PS3.3 C.10.7). Immutable.
 *
 * @param name Graphic Layer
 * @param order Graphic Layer Order; higher ones are drawn over lower ones
 * @param presentationValue recommended gray, a P-value of 0 to 65535; 65535 (white) where the state has none
 * @param color recommended colour; empty where it has none
 * @param description Graphic Layer Description; empty where it has none
 */
public record GraphicLayer(String name, int order, int presentationValue, Optional<CieLab> color, String description) {}
