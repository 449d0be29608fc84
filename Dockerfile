# A student's JupyterLab, for one computer or for a JupyterHub; LAUNCHING.md says how to use it.
# The wheel is made in a first image, so that solutions are in no layer of the second.
FROM debian:trixie-slim AS wheel
RUN apt-get update \
    && apt-get install -y --no-install-recommends python3-venv ca-certificates \
    && python3 -m venv /opt/build
COPY . /course
RUN /opt/build/bin/pip wheel --no-cache-dir --no-deps --wheel-dir /wheel /course

FROM debian:trixie-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends python3-venv ca-certificates git \
    && rm -rf /var/lib/apt/lists/* \
    && python3 -m venv /opt/jalur
ENV PATH=/opt/jalur/bin:$PATH LANG=C.UTF-8
COPY --from=wheel /wheel /wheel
COPY constraints.txt /wheel/
# jupyterhub brings `jupyterhub-singleuser`, by which a hub starts this image
RUN pip install --no-cache-dir -c /wheel/constraints.txt /wheel/*.whl "jupyterhub>=5,<6" "nbgitpuller>=1.2,<2" \
    && mkdir -p /etc/jupyter \
    && cp -r "$(python -c 'from jalur.course import lab; print(lab.SETTINGS)')"/labconfig /etc/jupyter/ \
    && echo '{"ServerApp": {"ip": "0.0.0.0"}}' > /etc/jupyter/jupyter_server_config.json \
    && useradd --create-home --uid 1000 student
USER student
WORKDIR /home/student
EXPOSE 8888
CMD ["python", "-m", "jalur", "lab", "--no-browser"]
