using Newtonsoft.Json.Linq;
using Xunit;

namespace RaceModel.Tests.Cli;

public sealed class GuaranteesCommandTests
{
    [Theory]
    [InlineData("vtd", "no-write-is-lost", "racing", "[exchange-pte, flush]")]
    [InlineData("vtd", "seen-writes-survive", "racing-load", "[exchange-pte, flush]")]
    [InlineData("vtd", "no-fault-for-correct-guests", "", "[clear-pte, flush]")]
    [InlineData("vtd", "no-unrecoverable-fault", "racing", "")]
    [InlineData("pri", "no-unrecoverable-fault", "", "[clear-pte, flush]")]
    [InlineData("blind-or", "acked-writes-survive", "racing-await", "[report-all, clear-pte, flush]")]
    [InlineData("no-drain", "indistinguishable", "quiesced", "")]
    public void Guarantee_takes_what_it_takes(string hardware, string guarantee, string failsTwoCalls, string cheapest)
    {
        JToken row = GuaranteeRun.On(hardware).Single(entry => (string)entry["guarantee"]! == guarantee);

        Assert.Equal(failsTwoCalls, (string?)row["queryThenUnmapFails"] ?? "");
        string[] protocols = [.. row["cheapest"]!.Select(protocol => (string)protocol["protocol"]!)];
        if (cheapest.Length == 0) Assert.Empty(protocols);
        else Assert.Contains(cheapest, protocols);
    }

    [Fact]
    public void Real_software_is_judged_for_each_guarantee()
    {
        JToken vfio = GuaranteeRun.Software.Single(row => (string)row["name"]! == "vfio-type1");
        Assert.Equal(["no-unrecoverable-fault"], vfio["guarantees"]!.Where(entry => !(bool)entry["given"]!).Select(entry => (string)entry["guarantee"]!));
    }

    [Fact]
    public void Stopped_search_is_inconclusive()
    {
        ToolRun run = Tool.Run("guarantees", "--hardware", "vtd", "--max-states", "50");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(run.Lines, line => line.StartsWith("Not complete (stopped after 50 states)", StringComparison.Ordinal));
    }
}
