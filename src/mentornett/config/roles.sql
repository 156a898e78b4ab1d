-- The three roles of a production database. Run as a superuser, connected to the database, before and after the first
-- migration; running it again changes nothing. Set passwords afterwards with \password.
--
--   mentornett_migrate  owns the tables and changes them; used by `mentornett migrate` and `mentornett restore`
--   mentornett_app      serves pages and runs jobs; owns nothing and is bound by row-level security
--   mentornett_backup   reads everything, for `mentornett backup`

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'mentornett_migrate') THEN CREATE ROLE mentornett_migrate; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'mentornett_app') THEN CREATE ROLE mentornett_app; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'mentornett_backup') THEN CREATE ROLE mentornett_backup; END IF;
    EXECUTE format('GRANT CREATE ON DATABASE %I TO mentornett_migrate', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO mentornett_migrate, mentornett_app, mentornett_backup', current_database());
END $$;

ALTER ROLE mentornett_migrate LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE;
ALTER ROLE mentornett_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;
ALTER ROLE mentornett_backup LOGIN NOSUPERUSER BYPASSRLS NOCREATEROLE NOCREATEDB;
ALTER ROLE mentornett_backup SET default_transaction_read_only = on;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO mentornett_migrate;
GRANT USAGE ON SCHEMA public TO mentornett_app, mentornett_backup;

-- what mentornett_migrate makes later
ALTER DEFAULT PRIVILEGES FOR ROLE mentornett_migrate IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO mentornett_app;
ALTER DEFAULT PRIVILEGES FOR ROLE mentornett_migrate IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO mentornett_app;
ALTER DEFAULT PRIVILEGES FOR ROLE mentornett_migrate IN SCHEMA public GRANT SELECT ON TABLES TO mentornett_backup;
ALTER DEFAULT PRIVILEGES FOR ROLE mentornett_migrate IN SCHEMA public GRANT SELECT ON SEQUENCES TO mentornett_backup;

-- what is there already
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO mentornett_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO mentornett_app;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO mentornett_backup;
GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO mentornett_backup;

-- the logs can only grow
DO $$
BEGIN
    IF to_regclass('core_auditentry') IS NOT NULL THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON core_auditentry, core_auditseal FROM mentornett_app;
        REVOKE UPDATE, TRUNCATE ON core_accessentry FROM mentornett_app;
        REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM mentornett_app;
    END IF;
END $$;
