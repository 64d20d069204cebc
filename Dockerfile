# One image for web and worker; docker-compose.yml says how each is started.
# Versions are exact. Whoever builds may fix the digests too (image:version@sha256:...): no registry is at hand here.

FROM node:22.18.0-bookworm-slim AS css
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY scripts/build-css.mjs scripts/
RUN node scripts/build-css.mjs

FROM python:3.11.13-slim-bookworm AS packages
COPY requirements/runtime.txt /tmp/
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --use-pep517 --require-hashes -r /tmp/runtime.txt \
    && /opt/venv/bin/pip uninstall --yes pip setuptools

FROM python:3.11.13-slim-bookworm
# Pango and HarfBuzz: WeasyPrint makes the PDFs with them. PostgreSQL's client makes backups; it must not be older than
# the server of docker-compose.yml, and Debian's own is: so from the makers of PostgreSQL.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates postgresql-common \
        fonts-dejavu-core libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install --yes --no-install-recommends postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 1000 --no-create-home --home-dir /data regiovisie \
    && install --directory --owner regiovisie --group regiovisie /data
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATA_DIR=/data
WORKDIR /app
COPY --from=packages /opt/venv /opt/venv
COPY . .
COPY --from=css /build/static/vendor static/vendor
# The key and the mail server serve this one command; the running portal has its own.
RUN SECRET_KEY=$(python -c 'import secrets; print(secrets.token_urlsafe(50))') EMAIL_URL=dummymail:// \
    DATA_DIR=/tmp/collectstatic python manage.py collectstatic --noinput \
    && rm -rf /tmp/collectstatic
USER regiovisie
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "regiovisie.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", \
     "--threads", "4", "--max-requests", "1000", "--max-requests-jitter", "100", "--worker-tmp-dir", "/dev/shm", \
     "--access-logfile", "-"]
