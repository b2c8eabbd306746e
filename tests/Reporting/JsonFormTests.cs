using Newtonsoft.Json.Linq;
using RaceModel.Checks.Reporting;
using RaceModel.Tests.Cli;
using Xunit;

namespace RaceModel.Tests.Reporting;

/// <summary>All JSON that the tool writes has the form that its shipped schema fixes.</summary>
public sealed class JsonFormTests
{
    public static TheoryData<string, string> Commands => new()
    {
        { "check", "check --unmap two-call --guest racing-load --format json" },
        { "check", "check --hardware vtd-ats --unmap atomic-exchange --guest quiesced --final-query clear-no-flush --observer host --format json" },
        { "check", "check --unmap two-call --guest racing-load --max-states 100 --format json" },
        { "check", "check --software vfio-type1 --guest racing --property LW AC --format json" },
        { "guarantees", "guarantees --hardware vtd no-drain --max-primitives 2 --format json" },
        { "guests", "check --unmap two-call --guest any:2 --pages 1 --format json" },
        { "guests", "check --software vfio-type1 --guest racing:2 --property LW UF --max-states 100 --format json" },
        { "synthesis", "synthesize --guest quiesced racing late-read --max-primitives 3 --format json" },
        { "synthesis", "synthesize --guest racing --max-states 10 --format json" },
        { "synthesis", "synthesize --hardware no-drain --part query --max-primitives 2 --format json" },
        { "mutation", "mutate --unmap atomic-exchange --guest steady racing --pages 1 --rounds 0 --max-operations 2 --format json" },
        { "mutation", "mutate --unmap two-call --part query --guest racing --property LW --max-states 50 --max-operations 0 --format json" },
        { "estimate", "estimate --unmap two-call --guest range --pages 3 --states 5000 --format json" },
        { "estimate", "estimate --unmap two-call --guest racing --format json" },
        { "compare", "compare two-call atomic-exchange --guest racing quiesced --format json" },
        { "compare", "compare --protocol qemu-11-iommufd plain --guest racing --max-states 50 --format json" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void Report_has_its_form(string schema, string command) => AssertForm(schema, Tool.Run(command.Split(' ')).Output);

    [Fact]
    public void Schedule_and_replay_have_their_form()
    {
        using var folder = new TemporaryFolder();
        Tool.Run("check", "--unmap", "two-call", "--guest", "racing-load", "--output", folder.Path);

        string[] schedules = Directory.GetFiles(folder.Path);
        Assert.Equal(4, schedules.Length);
        foreach (string schedule in schedules)
        {
            AssertForm("schedule", File.ReadAllText(schedule));
            AssertForm("replay", Tool.Run("replay", schedule, "--format", "json").Output);
            AssertForm("replay", Tool.Run("replay", schedule, "--continue", "--format", "json").Output);
        }
    }

    [Fact]
    public void Listed_catalogue_is_a_catalogue_file()
    {
        string listed = Tool.Run("list", "--format", "json").Output;
        JObject renamed = JObject.Parse(listed.Replace("\"vtd\"", "\"my-vtd\"", StringComparison.Ordinal));
        Assert.NotNull(renamed["hardware"]!["my-vtd"]);
        Assert.Equal("my-vtd", renamed["software"]!["linux-7.2-vtd"]!["hardware"]);
    }

    private static void AssertForm(string schema, string document)
    {
        var validator = new SchemaValidator(JObject.Parse(ShippedSchemas.Read(schema)));
        Assert.Empty(validator.Validate(JToken.Parse(document)));
    }
}
