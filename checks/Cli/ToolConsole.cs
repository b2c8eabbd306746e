using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reporting;
using Spectre.Console;

namespace RaceModel.Checks.Cli;

/// <summary>
/// The tool's standard output and error. Colour and progress only on a terminal; plain and unwrapped where output is redirected or
/// <c>NO_COLOR</c> is set.
/// </summary>
internal sealed class ToolConsole
{
    private const int UnwrappedWidth = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1), Refresh = TimeSpan.FromMilliseconds(200);

    private readonly TextWriter _output;
    private readonly IAnsiConsole _error;

    public ToolConsole(TextWriter output, TextWriter error, bool isTerminal)
    {
        _output = output;
        Out = Create(output, isTerminal);
        _error = Create(error, isTerminal);
        IsTerminal = isTerminal;
    }

    public static ToolConsole Standard { get; } =
        new(Console.Out, Console.Error, !Console.IsOutputRedirected && !Console.IsErrorRedirected);

    public IAnsiConsole Out { get; }

    private bool IsTerminal { get; }

    public void WriteJson(JObject document) => _output.WriteLine(document.ToString().ReplaceLineEndings("\n"));

    public void WriteText(string text) => _output.Write(text);

    /// <summary>Writes lines as they are, to be pasted or piped.</summary>
    public void WriteLines(IEnumerable<string> lines)
    {
        foreach (string line in lines) _output.Write(line + "\n");
    }

    /// <summary>Says on standard error what the user can do next.</summary>
    public void WriteHint(string message) => _error.MarkupLineInterpolated($"{message}");

    public void WriteError(string message) => _error.MarkupLineInterpolated($"[red]error:[/] {message}");

    /// <summary>
    /// Runs a command and turns its result, or what its user did wrong, into an exit status. Not on the caller's thread: that one
    /// has to be free to hear Ctrl-C.
    /// </summary>
    public Task<int> Run(Func<ExitCode> command) => Task.Run(() =>
    {
        try
        {
            return (int)command();
        }
        catch (InputException exception)
        {
            WriteError(exception.Message);
            return (int)ExitCode.BadInput;
        }
    });

    /// <summary>Runs a search; after a second, and only on a terminal, its progress is shown.</summary>
    public T WatchSearch<T>(Func<IProgress<SearchProgress>, T> search) => Watch(report => search(new Reporter<SearchProgress>(
        progress => report($"{progress.States:N0} states, {progress.States / progress.Elapsed.TotalSeconds:N0}/s, depth {progress.Depth}, "
            + $"frontier {progress.Frontier:N0}, {progress.Bytes >> 20:N0} MiB, "
            + $"in all perhaps {EstimateText.Rounded(progress.Total.Low)} to {EstimateText.Rounded(progress.Total.High)}"))));

    /// <summary>Runs long work; after a second, and only on a terminal, its latest report is shown.</summary>
    public T Watch<T>(Func<Action<string>, T> work)
    {
        string latest = "working";
        Task<T> task = Task.Run(() => work(report => latest = report));
        if (IsTerminal && !Task.WhenAny(task, Task.Delay(Patience)).Result.Equals(task))
        {
            _error.Status().Start(latest, context =>
            {
                while (!Task.WhenAny(task, Task.Delay(Refresh)).Result.Equals(task)) context.Status = Markup.Escape(latest);
            });
        }

        return task.GetAwaiter().GetResult();
    }

    private static IAnsiConsole Create(TextWriter writer, bool isTerminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(isTerminal ? writer : new LineTrimmingWriter(writer)),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        if (!isTerminal) console.Profile.Width = UnwrappedWidth;
        return console;
    }

    private sealed class Reporter<TReport>(Action<TReport> report) : IProgress<TReport>
    {
        public void Report(TReport value) => report(value);
    }
}
