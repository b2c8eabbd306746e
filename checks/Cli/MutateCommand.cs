using System.CommandLine;
using System.CommandLine.Parsing;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Comparison;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Mutation;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel mutate</c>: whether the guests notice each small change of a protocol and of the hardware.</summary>
internal sealed class MutateCommand
{
    private const int DefaultOperations = 3, MostOperations = 6;

    // The two that the thread compares.
    private static readonly string[] DefaultUnmaps = ["two-call", "atomic-exchange"];

    private readonly ToolConsole _console;
    private readonly Option<string[]> _unmaps = Names(
        "--unmap", "UNMAP", $"The unmap protocols, by name or inline. Default: {string.Join(", ", DefaultUnmaps)}.");

    private readonly Option<string[]> _software = Names("--software", "NAME", "Rows of real software: hardware and protocol at once.");
    private readonly Option<bool> _all = new("--all") { Description = "Every unmap protocol of the catalogue." };
    private readonly Option<string?> _hardware = new("--hardware") { Description = "A hardware profile. Default: vtd.", HelpName = "NAME" };
    private readonly Option<MutatedPart[]> _parts = new("--part")
    {
        Description = "What is mutated. Default: unmap hardware.",
        HelpName = string.Join('|', Words.All<MutatedPart>()),
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => [.. result.Tokens.Select(token => ParsePart(result, token.Value))],
    };

    private readonly Option<string[]> _guests = Names(
        "--guest", "GUEST", "The guests that have to notice, by name or inline. Default: all of the catalogue that --pages and --devices allow.");

    private readonly Option<Property[]> _properties = CommonOptions.Properties();
    private readonly Option<int?> _maxOperations = CommonOptions.Number("--max-operations", 0, MostOperations,
        $"Tries every guest of up to so many operations on a mutant that no property notices; 0 tries none. Default: {DefaultOperations}.");

    private readonly ScenarioOptions _scenario = new();
    private readonly Option<string[]> _catalogueFiles = CommonOptions.CatalogueFiles();
    private readonly Option<ReportFormat?> _format = CommonOptions.Format();
    private readonly Option<string?> _output = new("--output")
    {
        Description = "Saves in this folder, for 'replay', a shortest schedule to each difference that a mutant is noticed by.",
        HelpName = "DIR",
    };

    private readonly LimitOptions _limits = new();

    private MutateCommand(ToolConsole console) => _console = console;

    public static Command Create(ToolConsole console)
    {
        var mutate = new MutateCommand(console);
        var command = new Command("mutate", """
            Changes a protocol, or its hardware, in one place at a time, and says which guest notices it by which property.

            A mutant that no property notices has its reason: it is equivalent (the same verdicts and outcomes for every guest that was tried),
            it is visible only (other outcomes, and no property minds), or there is a hole in the guests: the smallest guest that notices is
            named. Tried are the guests of the set and then every guest of up to --max-operations operations.

            Exit status: 0 no hole, 1 a hole in the guests, 2 wrong input, 3 a search stopped before it could tell.

            Examples:
              racemodel mutate
              racemodel mutate --unmap "[write-protect, flush, read-dirty][clear-pte, flush]" --part unmap
              racemodel mutate --all --hardware vtd-ats --max-operations 2
              racemodel mutate --unmap two-call --part query enable --guest steady reuse
              racemodel mutate --software vfio-type1 --property LW LA TT --output schedules
            """);
        foreach (Option option in (Option[])
            [mutate._unmaps, mutate._software, mutate._all, mutate._hardware, mutate._parts, mutate._guests, mutate._properties, mutate._maxOperations,
             .. mutate._scenario.All, mutate._catalogueFiles, mutate._format, mutate._output, .. mutate._limits.All])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(mutate.Validate);
        command.SetAction((parse, cancellation) => console.Run(() => mutate.Run(parse, cancellation)));
        return command;
    }

    private void Validate(CommandResult result)
    {
        if (result.GetValue(_all) && result.GetResult(_unmaps) is not null) result.AddError("--all: these are all unmap protocols; leave --unmap out");
        bool isOnlySoftware = result.GetResult(_software) is not null && result.GetResult(_unmaps) is null && !result.GetValue(_all);
        if (isOnlySoftware && result.GetResult(_hardware) is not null) result.AddError("--software brings its own hardware: leave --hardware out");
    }

    private ExitCode Run(ParseResult parse, CancellationToken cancellation)
    {
        MutationPlan plan = ReadPlan(parse, parse.Load(_catalogueFiles));
        ScheduleFolder? folder = ScheduleFolder.Open(parse.GetValue(_output));
        SearchLimits limits = _limits.Read(parse, cancellation);
        MutationResult result = _console.Watch(report => MutationRun.Run(plan, limits, report));

        foreach (Kill kill in result.Kills) folder?.Save(kill.Verdict.Counterexample!);
        if (parse.GetValue(_format) == ReportFormat.Json) _console.WriteJson(MutationJson.Write(result));
        else MutationText.Write(result, _console.Out);
        return result.Has(Fate.Hole) ? ExitCode.Violated : result.StopReason is null ? ExitCode.Success : ExitCode.Inconclusive;
    }

    private MutationPlan ReadPlan(ParseResult parse, Catalogue catalogue)
    {
        MutatedPart[] parts = parse.GetValue(_parts) is { Length: > 0 } given
            ? [.. given.Distinct().Order()]
            : [MutatedPart.Unmap, MutatedPart.Hardware];
        var bounds = new ComparisonBounds(
            _scenario.PagesOf(parse),
            _scenario.DevicesOf(parse),
            _scenario.RoundsOf(parse),
            _scenario.ObserverOf(parse),
            parse.PropertiesOf(_properties));
        GuestProgram[] guests = parse.GetValue(_guests) is { Length: > 0 } names
            ? [.. names.Select(name => catalogue.FindGuest(name, "--guest"))]
            : [.. catalogue.Guests.Entries.Where(guest => Fits(guest, bounds))];
        return new(
            [.. ContendersOf(parse, catalogue).Select(contender => new MutatedContender(contender, [.. ScenarioMutants.Of(contender, parts)]))],
            guests,
            bounds,
            parse.GetValue(_maxOperations) ?? DefaultOperations);
    }

    private static bool Fits(GuestProgram guest, ComparisonBounds bounds) =>
        guest.Ops.All(op => Math.Max(op.LastIova, op.Page) < bounds.Pages && op.Device < bounds.Devices);

    private IEnumerable<Contender> ContendersOf(ParseResult parse, Catalogue catalogue)
    {
        string[] software = parse.GetValue(_software) ?? [], unmaps = parse.GetValue(_unmaps) ?? [];
        IEnumerable<UnmapProtocol> protocols = parse.GetValue(_all) ? catalogue.Unmap.Entries
            : (unmaps.Length + software.Length == 0 ? DefaultUnmaps : unmaps).Select(name => catalogue.FindUnmap(name, "--unmap"));
        HardwareProfile hardware = _scenario.HardwareOf(parse, catalogue, parse.GetValue(_hardware));
        return protocols.Select(unmap => new Contender(unmap.Name, hardware, _scenario.ProtocolOf(parse, catalogue, hardware, unmap)))
            .Concat(software.Select(name => catalogue.Software.Find(name, "--software"))
                .Select(row => new Contender(row.Name, _scenario.Adapt(parse, row.Hardware), _scenario.Adapt(parse, catalogue, row.Protocol))));
    }

    private static MutatedPart ParsePart(ArgumentResult result, string word)
    {
        if (!Words.TryParse(word, out MutatedPart part))
            result.AddError($"--part: {NearestName.Unknown("part", word, [.. Words.All<MutatedPart>()])}");
        return part;
    }

    private static Option<string[]> Names(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        AllowMultipleArgumentsPerToken = true,
    };
}
