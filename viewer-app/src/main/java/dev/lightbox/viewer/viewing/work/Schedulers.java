package dev.lightbox.viewer.viewing.work;

/**
 * The node's two schedulers.
 *
 * @param fetching for requests to the archive: tasks that block
 * @param computing for decoding and rendering: tasks that keep a core busy
 */
public record Schedulers(WorkScheduler fetching, WorkScheduler computing) {}
