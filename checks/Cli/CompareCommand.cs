using System.CommandLine;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Comparison;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel compare</c>: which protocol loses pages or raises faults, on which hardware, for which guest.</summary>
internal sealed class CompareCommand
{
    // The guests that the thread argues about: two that await their DMA before they unmap, and three that race the unmap.
    private static readonly string[] ThreadGuests = ["quiesced", "reuse", "racing", "racing-load", "racing-await"];
    private const string ThreadProtocol = "two-call";

    private readonly ToolConsole _console;
    private readonly Argument<string[]> _names = new("PROTOCOL")
    {
        Description = "Protocols to compare: unmap protocols or real software, by name, or '[...][...]'. Two are put side by side. Default: every unmap protocol.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _protocols = Names("--protocol", "The same as an option.");
    private readonly Option<string[]> _hardware = Names("--hardware", "Hardware profiles, a table each. Default: vtd.");
    private readonly Option<string[]> _guests = Names("--guest", $"Guests, a column each. Default: {string.Join(", ", ThreadGuests)}.");
    private readonly Option<bool> _all = new("--all")
    {
        Description = "The whole catalogue: every hardware, unmap and guest; every query, enable, lock, copy order and enumeration; real software.",
    };

    private readonly Option<Property[]> _properties = CommonOptions.Properties();
    private readonly Option<string[]> _catalogueFiles = CommonOptions.CatalogueFiles();
    private readonly Option<ReportFormat?> _format = CommonOptions.Format();
    private readonly Option<string?> _output = CommonOptions.Output();
    private readonly ScenarioOptions _scenario = new();
    private readonly LimitOptions _limits = new();

    private CompareCommand(ToolConsole console) => _console = console;

    public static Command Create(ToolConsole console)
    {
        var compare = new CompareCommand(console);
        var command = new Command("compare", "Compares protocols: which properties each violates for which guest, with the length of a shortest counterexample.")
        {
            compare._names,
        };
        foreach (Option option in (Option[])
            [compare._protocols, compare._hardware, compare._guests, compare._all, .. compare._scenario.All, compare._properties,
             compare._catalogueFiles, compare._format, compare._output, .. compare._limits.All])
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, cancellation) => console.Run(() => compare.Run(parse, cancellation)));
        return command;
    }

    private ExitCode Run(ParseResult parse, CancellationToken cancellation)
    {
        Catalogue catalogue = parse.Load(_catalogueFiles);
        string[] names = [.. parse.GetValue(_names) ?? [], .. parse.GetValue(_protocols) ?? []];
        IReadOnlyList<TablePlan> plans = [.. Plans(parse, catalogue, names)];
        var bounds = new ComparisonBounds(
            _scenario.PagesOf(parse), _scenario.DevicesOf(parse), _scenario.RoundsOf(parse), _scenario.ObserverOf(parse), parse.PropertiesOf(_properties));

        SearchLimits limits = _limits.Read(parse, cancellation);
        long start = limits.Clock.GetTimestamp();
        IReadOnlyList<ComparisonTable> tables = _console.Watch(report => new Comparer(bounds, limits).Compare(plans, report));
        TimeSpan elapsed = limits.Clock.GetElapsedTime(start);

        var folder = ScheduleFolder.Open(parse.GetValue(_output));
        foreach (ComparisonRow row in tables.SelectMany(table => table.Rows))
        {
            foreach (CheckResult result in row.Results) folder?.Save(result);
        }

        if (parse.GetValue(_format) == ReportFormat.Json) _console.WriteJson(CompareJson.Write(tables, elapsed));
        else WriteText(tables, names, parse.GetValue(_all));
        return tables.Any(table => table.IsInconclusive) ? ExitCode.Inconclusive : ExitCode.Success;
    }

    private IEnumerable<TablePlan> Plans(ParseResult parse, Catalogue catalogue, string[] names)
    {
        HardwareProfile[] hardware = [.. HardwareOf(parse, catalogue)];
        if (parse.GetValue(_all)) return CataloguePlans.Of(catalogue, hardware, hardware[0], ProtocolOf);

        string[] guestNames = parse.GetValue(_guests) is { Length: > 0 } given ? given : ThreadGuests;
        GuestProgram[] guests = [.. guestNames.Select(name => catalogue.FindGuest(name, "--guest"))];
        SoftwareRow[] software = [.. names.Where(catalogue.Software.Names.Contains).Select(name => catalogue.Software[name])];
        UnmapProtocol[] unmaps = names.Length == 0
            ? [.. catalogue.Unmap.Entries]
            : [.. names.Where(name => !catalogue.Software.Names.Contains(name)).Select(name => catalogue.FindUnmap(name, "PROTOCOL"))];
        Contender[] rows = [.. software.Select(row => new Contender(row.Name, _scenario.Adapt(parse, row.Hardware), _scenario.Adapt(parse, catalogue, row.Protocol)))];
        if (unmaps.Length == 0) return [new("real software", rows, guests)];
        return hardware.Select(profile => new TablePlan(
            profile.Name, [.. unmaps.Select(unmap => new Contender(unmap.Name, profile, ProtocolOf(profile, unmap))), .. rows], guests));

        Protocol ProtocolOf(HardwareProfile profile, UnmapProtocol unmap) => _scenario.ProtocolOf(parse, catalogue, profile, unmap);
    }

    private IEnumerable<HardwareProfile> HardwareOf(ParseResult parse, Catalogue catalogue)
    {
        if (parse.GetValue(_hardware) is { Length: > 0 } named) return named.Select(name => _scenario.HardwareOf(parse, catalogue, name));
        return parse.GetValue(_all)
            ? catalogue.Hardware.Entries.Select(profile => _scenario.Adapt(parse, profile))
            : [_scenario.HardwareOf(parse, catalogue, name: null)];
    }

    private void WriteText(IReadOnlyList<ComparisonTable> tables, string[] names, bool all)
    {
        CompareText.Write(tables, _console.Out);
        if (all) return;
        if (names.Length == 2 && tables[0].Rows.Count == 2) CompareText.WriteDifference(tables[0], _console.Out);
        else CompareText.WriteThread(tables[0], names.Length == 0 ? ThreadProtocol : tables[0].Rows[0].Contender.Label, _console.Out);
    }

    private static Option<string[]> Names(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };
}
