package dev.lightbox.engine.render;

/** Pictures of volumes: planes, slabs, projections; through the same LUT chain as {@link Renderer}. Stateless, thread-safe. */
public final class PlaneRenderer {

    public RenderedPlane render(VolumeDisplay display, PlaneRequest request) {
        throw new RenderRefusedException("not built yet");
    }

    public RenderedPlane render(VolumeDisplay display, ProjectionRequest request) {
        throw new RenderRefusedException("not built yet");
    }

    /**
     * The window of a plane that nobody has chosen another for: the file's first, else smallest to largest value of the volume.
     */
    public VoiWindow defaultWindow(VolumeDisplay display) {
        throw new RenderRefusedException("not built yet");
    }
}
