# The bot in a container: Debian's Python, what requirements.lock names and nothing else, no root, nothing written but
# /data. compose.yaml runs it; deploy/try_dockerfile.py tries these steps where no docker is at hand.
FROM debian:bookworm-slim AS packages
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates make python3-venv
WORKDIR /opt/park-briefs
COPY Makefile requirements-build.lock requirements.lock ./
RUN make .venv/.installed && .venv/bin/python -m pip uninstall --quiet --yes setuptools

FROM debian:bookworm-slim
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get upgrade -y && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ca-certificates fonts-wqy-microhei python3 && rm -rf /var/lib/apt/lists/* /var/cache/apt/archives/*
RUN useradd --system --uid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin park-briefs && install -d -m 0700 -o park-briefs -g park-briefs /data
WORKDIR /opt/park-briefs
COPY --from=packages /opt/park-briefs/.venv .venv
COPY LICENSE run_bot.py ./
COPY bot bot
COPY deploy deploy
COPY parsing parsing
COPY playground playground
COPY projects projects
COPY samples samples
COPY storage storage
COPY stories stories
COPY summaries summaries
RUN .venv/bin/python -m compileall -q run_bot.py bot parsing playground projects storage stories summaries && .venv/bin/python deploy/licences.py > LICENCES.txt
ENV PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1 DATABASE=/data/parkbriefs.db
VOLUME /data
USER 10001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD [".venv/bin/python", "deploy/healthcheck.py"]
ENTRYPOINT [".venv/bin/python", "run_bot.py"]
CMD ["serve"]
