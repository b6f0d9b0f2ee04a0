# syntax=docker/dockerfile:1

FROM rust:1-slim-bookworm AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target \
    cargo build --locked --release --bin footnote \
    && install -D --strip target/release/footnote /image/usr/local/bin/footnote \
    && mkdir -p /image/footnote/state \
    && cp -r data intents /image/footnote/ \
    && cp packaging/container.toml /image/footnote/bot.toml

# No shell and no package manager: the program, certificates, time zones, and a user without rights.
FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build --chown=nonroot:nonroot /image /
WORKDIR /footnote
# Data and intents of one's own are mounted over those in the image. What the bot keeps stays in the volume.
VOLUME ["/footnote/state"]
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["footnote", "health"]
ENTRYPOINT ["footnote"]
CMD ["run", "--log", "json"]
