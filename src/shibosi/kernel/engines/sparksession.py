"""The session of Spark that the engine runs in, and what must be installed for it."""

import importlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from shibosi.kernel.errors import ShibosiError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JAVA = 17
"""The oldest Java that Spark 4 runs on."""
LOCAL = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "4g",
}
"""Nothing outside this machine reaches a local session."""
ALWAYS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.shuffle.partitions": "4",
    "spark.driver.maxResultSize": "0",
    "spark.executorEnv.POLARS_MAX_THREADS": "1",
}
"""One thread for each worker: Spark starts as many workers as there are cores."""


class NoSpark(ShibosiError):
    """A library of the extra is missing or too old."""

    code = "no-spark"
    message = (
        "The Spark engine needs PySpark 4, pandas and PyArrow; not usable here: {what}. "
        "Install the extra 'spark': pip install 'shibosi[spark]'."
    )


class NoJava(ShibosiError):
    """Java is missing or too old."""

    code = "no-java"
    message = (
        "Spark needs Java {oldest} or newer; not usable here: {what}. Install a Java runtime "
        "(Debian: apt install openjdk-17-jre-headless) and let JAVA_HOME or PATH lead to it."
    )


def session_on(master: str) -> "SparkSession":
    """The session that is open, else a new one on a master. Raises NoSpark and NoJava."""
    need_spark()
    from pyspark.sql import SparkSession

    session = SparkSession.getActiveSession()
    if session is not None:
        return session
    need_java()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.Builder().master(master).appName("shibosi")
    for name, value in {**ALWAYS, **(LOCAL if master.startswith("local") else {})}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def need_spark() -> None:
    """Raise NoSpark unless the libraries of the extra are here."""
    for name in ("pyspark", "pandas", "pyarrow"):
        try:
            found = importlib.import_module(name)
        except ImportError as missing:
            raise NoSpark(what=name) from missing
        if name == "pyspark" and int(found.__version__.partition(".")[0]) < 4:
            raise NoSpark(what=f"pyspark {found.__version__}")


def need_java() -> None:
    """Raise NoJava unless the Java that Spark would start is new enough."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which(str(Path(home, "bin", "java")) if home else "java")
    if java is None:
        raise NoJava(oldest=JAVA, what=f"JAVA_HOME={home}" if home else "java")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(?:1\.)?(\d+)', said)
    if version is None or int(version[1]) < JAVA:
        raise NoJava(oldest=JAVA, what=f"{java} ({version[1]})" if version else java)
