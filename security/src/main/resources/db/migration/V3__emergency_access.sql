-- Who opened a study that isn't theirs in an emergency, why, and until when. Rows stay: they are shown to administrators.
CREATE TABLE emergency_access (
    id                 VARCHAR(36)                 PRIMARY KEY,
    subject            VARCHAR(255)                NOT NULL,
    username           VARCHAR(255)                NOT NULL,
    display_name       VARCHAR(255)                NOT NULL,
    study_instance_uid VARCHAR(64)                 NOT NULL,
    patient_id         VARCHAR(255)                NOT NULL,
    reason             VARCHAR(1000)               NOT NULL,
    started_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ended_at           TIMESTAMP(6) WITH TIME ZONE,
    ended_by           VARCHAR(255)                NOT NULL
);

CREATE INDEX emergency_access_by_start ON emergency_access (started_at);
CREATE INDEX emergency_access_by_end ON emergency_access (ended_at, expires_at);
