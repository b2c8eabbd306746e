using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Campaigns;

/// <summary>
/// The file in which a campaign keeps its result while it runs: at any time a whole, valid one. It is written as often as costs
/// little, and at once when a violation was found.
/// </summary>
internal sealed class ResultFile(string path, TimeProvider clock)
{
    private const int ShareOfTime = 10;

    private long _lastEnd;
    private TimeSpan _lastDuration = TimeSpan.Zero;

    public string Path => path;

    /// <summary>The name of a part's result file.</summary>
    public static string NameOf(Shard shard) => shard.Count == 1 ? "campaign.json" : $"campaign-{shard.Index}-of-{shard.Count}.json";

    /// <exception cref="InputException">The file cannot be written.</exception>
    public void Write(CampaignResult result)
    {
        long start = clock.GetTimestamp();
        JObject document = ResultJson.Write(result, RelativePath);
        OutputFile.Write(path, document.ToString().ReplaceLineEndings("\n") + "\n");
        (_lastDuration, _lastEnd) = (clock.GetElapsedTime(start), clock.GetTimestamp());
    }

    /// <summary>
    /// Writes the result, unless the last time is so short ago that writing would take more than a tenth of all time; says whether it
    /// did.
    /// </summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public bool Update(CampaignResult result, bool atOnce)
    {
        bool isDue = atOnce || clock.GetElapsedTime(_lastEnd) >= _lastDuration * ShareOfTime;
        if (isDue) Write(result);
        return isDue;
    }

    private string RelativePath(string file) => System.IO.Path.GetRelativePath(Folder, file).Replace('\\', '/');

    private string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
}
