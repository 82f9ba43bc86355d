-- Studies shared by link. The link's secret isn't here, only its hash.
CREATE TABLE share (
    id                 CHAR(16)                    PRIMARY KEY,
    token_hash         CHAR(64)                    NOT NULL UNIQUE,
    -- Empty where no code is asked for.
    code_hash          VARCHAR(100)                NOT NULL,
    study_instance_uid VARCHAR(64)                 NOT NULL,
    -- As it was when it was shared, for lists.
    patient_id         VARCHAR(255)                NOT NULL,
    patient_name       VARCHAR(1024)               NOT NULL,
    study_date         DATE,
    study_description  VARCHAR(255)                NOT NULL,
    sharer_subject     VARCHAR(255)                NOT NULL,
    sharer_username    VARCHAR(255)                NOT NULL,
    sharer_name        VARCHAR(255)                NOT NULL,
    recipient          VARCHAR(200)                NOT NULL,
    created_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    max_uses           INTEGER                     NOT NULL,
    uses               INTEGER                     NOT NULL,
    name_hidden        BOOLEAN                     NOT NULL,
    download           BOOLEAN                     NOT NULL,
    code_failures      INTEGER                     NOT NULL,
    revoked_at         TIMESTAMP(6) WITH TIME ZONE,
    revoked_by         VARCHAR(255)                NOT NULL
);

CREATE INDEX share_by_sharer ON share (sharer_subject, created_at);
CREATE INDEX share_by_expiry ON share (expires_at);

-- When a share was opened, and from where.
CREATE TABLE share_use (
    share_id CHAR(16)                    NOT NULL REFERENCES share (id) ON DELETE CASCADE,
    number   INTEGER                     NOT NULL,
    used_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    address  VARCHAR(255)                NOT NULL,
    PRIMARY KEY (share_id, number)
);
