-- What was done, by whom, to which patient's data. Rows are only ever added: each carries the hash of itself and of the one before.
CREATE TABLE audit_record (
    sequence           BIGINT                      PRIMARY KEY,
    recorded_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    kind               VARCHAR(64)                 NOT NULL,
    outcome            SMALLINT                    NOT NULL,
    username           VARCHAR(255)                NOT NULL,
    source_address     VARCHAR(255)                NOT NULL,
    patient_id         VARCHAR(255)                NOT NULL,
    study_instance_uid VARCHAR(64)                 NOT NULL,
    message            VARCHAR(200000)             NOT NULL,
    hash               CHAR(64)                    NOT NULL
);

CREATE INDEX audit_record_by_time ON audit_record (recorded_at);
CREATE INDEX audit_record_by_user ON audit_record (username, sequence);
CREATE INDEX audit_record_by_patient ON audit_record (patient_id, sequence);
CREATE INDEX audit_record_by_study ON audit_record (study_instance_uid, sequence);

-- The newest record. Whoever adds one holds this row: so the chain has one order, however many nodes write.
CREATE TABLE audit_head (
    id       SMALLINT PRIMARY KEY CHECK (id = 1),
    sequence BIGINT   NOT NULL,
    hash     CHAR(64) NOT NULL
);

INSERT INTO audit_head (id, sequence, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- Up to where the Audit Record Repository has them.
CREATE TABLE audit_forwarding (
    id       SMALLINT PRIMARY KEY CHECK (id = 1),
    sequence BIGINT   NOT NULL
);

INSERT INTO audit_forwarding (id, sequence) VALUES (1, 0);
