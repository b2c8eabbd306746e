using System.CommandLine;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel check</c>: judges one scenario.</summary>
internal static class CheckCommand
{
    public static Command Create(ToolConsole console)
    {
        var hardware = new Option<string?>("--hardware") { Description = "A hardware profile. Default: vtd.", HelpName = "NAME" };
        var software = new Option<string?>("--software") { Description = "A row of real software: hardware and protocol at once.", HelpName = "NAME" };
        var unmap = new Option<string?>("--unmap") { Description = "The unmap protocol: a name or '[...][...]'.", HelpName = "UNMAP" };
        var guest = new Option<string>("--guest") { Description = "The guest: a name or 'dma 0; unmap 0; ...'.", HelpName = "GUEST", Required = true };
        Option<Property[]> property = CommonOptions.Properties();
        Option<string[]> catalogueFiles = CommonOptions.CatalogueFiles();
        Option<ReportFormat?> format = CommonOptions.Format();
        Option<string?> output = CommonOptions.Output();
        var scenarioOptions = new ScenarioOptions();
        var limitOptions = new LimitOptions();
        var checkpointOptions = new CheckpointOptions();

        var command = new Command("check", "Judges one scenario: searches all interleavings, and shows a shortest schedule to a violation.");
        foreach (Option option in (Option[])[hardware, software, unmap, guest, .. scenarioOptions.All, property, catalogueFiles, format, output])
            command.Options.Add(option);
        foreach (Option option in (Option[])[.. limitOptions.All, .. checkpointOptions.All]) command.Options.Add(option);

        command.Validators.Add(result =>
        {
            bool hasUnmap = result.GetResult(unmap) is not null, hasSoftware = result.GetResult(software) is not null;
            if (hasUnmap == hasSoftware) result.AddError("give either --unmap or --software: 'racemodel list' shows the names");
            if (checkpointOptions.FindError(result) is { } checkpointError) result.AddError(checkpointError);
            if (hasSoftware && result.GetResult(hardware) is not null) result.AddError("--software brings its own hardware: leave --hardware out");
        });

        command.SetAction((parse, cancellation) => console.Run(() =>
        {
            Catalogue catalogue = parse.Load(catalogueFiles);
            Scenario scenario = ReadScenario(parse, catalogue);
            if (scenario.FindError() is { } error) throw new InputException("scenario", error);

            ScheduleFolder? folder = ScheduleFolder.Open(parse.GetValue(output));
            SearchLimits limits = limitOptions.Read(parse, cancellation);
            using CheckpointFile? checkpoint = checkpointOptions.Open(parse, scenario, limits.Clock);
            CheckResult result = console.WatchSearch(progress =>
                new Checker(limits with { Progress = progress }).Check(scenario, parse.PropertiesOf(property), checkpoint));
            IReadOnlyDictionary<Property, string> saved = folder?.Save(result) ?? new Dictionary<Property, string>();
            if (parse.GetValue(format) == ReportFormat.Json) console.WriteJson(CheckJson.Write(result, saved));
            else CheckText.Write(result, saved, console.Out);
            return !result.Violated.IsEmpty ? ExitCode.Violated : result.IsInconclusive ? ExitCode.Inconclusive : ExitCode.Success;
        }));
        return command;

        Scenario ReadScenario(ParseResult parse, Catalogue catalogue)
        {
            (HardwareProfile profile, Protocol protocol) = ReadSystem(parse, catalogue);
            return new()
            {
                Hardware = profile,
                Protocol = protocol,
                Guest = catalogue.FindGuest(parse.GetRequiredValue(guest), "--guest"),
                Pages = scenarioOptions.PagesOf(parse),
                Devices = scenarioOptions.DevicesOf(parse),
                Rounds = scenarioOptions.RoundsOf(parse),
                Observer = scenarioOptions.ObserverOf(parse),
            };
        }

        (HardwareProfile Hardware, Protocol Protocol) ReadSystem(ParseResult parse, Catalogue catalogue)
        {
            if (parse.GetValue(software) is { } name)
            {
                SoftwareRow row = catalogue.Software.Find(name, "--software");
                return (scenarioOptions.Adapt(parse, row.Hardware), scenarioOptions.Adapt(parse, catalogue, row.Protocol));
            }

            HardwareProfile profile = scenarioOptions.HardwareOf(parse, catalogue, parse.GetValue(hardware));
            UnmapProtocol protocol = catalogue.FindUnmap(parse.GetRequiredValue(unmap)!, "--unmap");
            return (profile, scenarioOptions.ProtocolOf(parse, catalogue, profile, protocol));
        }
    }
}
