using Newtonsoft.Json.Linq;
using RaceModel.Checks.Campaigns;
using RaceModel.Tests.Cli;

namespace RaceModel.Tests.Campaigns;

/// <summary>Runs campaigns in a folder of their own.</summary>
internal sealed class CampaignHarness : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    public CampaignResult Run(string text, RunOptions? options = null) => Run(CampaignText.Parse(text), options);

    public CampaignResult Run(Campaign campaign, RunOptions? options = null) =>
        new CampaignRunner(campaign, new(_folder.Path), options ?? new() { Workers = 2 }).Run();

    /// <summary>The result as its file has it, but for the times, which no two runs share.</summary>
    public static string Timeless(CampaignResult result)
    {
        JObject document = ResultJson.Write(result, System.IO.Path.GetFileName);
        foreach (JProperty time in document.Descendants().OfType<JProperty>().Where(property => property.Name == "elapsedSeconds").ToList()) time.Value = 0;
        return document.ToString();
    }

    /// <summary>The schedules that were saved, with their names.</summary>
    public string Schedules() => string.Join('\n', Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal)
        .Select(file => $"{System.IO.Path.GetFileName(file)}\n{File.ReadAllText(file)}"));

    /// <summary>Interrupts a campaign after so many pieces of work, and says where its result is.</summary>
    public string InterruptAfter(int changes, Campaign campaign)
    {
        using var source = new CancellationTokenSource();
        CampaignResult last = Run(campaign, new()
        {
            Workers = 2,
            Cancellation = source.Token,
            Changed = (_, _) =>
            {
                if (--changes == 0) source.Cancel();
            },
        });
        return Write("campaign.json", last);
    }

    public string Write(string name, CampaignResult result)
    {
        string path = System.IO.Path.Combine(_folder.Path, name);
        new ResultFile(path, TimeProvider.System).Write(result);
        return path;
    }

    public void Dispose() => _folder.Dispose();
}
